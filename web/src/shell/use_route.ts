// The address, and the way to change it.

import { useCallback, useEffect, useState } from "preact/hooks";
import { hashFromRoute, routeFromHash, type Route } from "./route.ts";

/** A change of what a page shows replaces the address; going to another page is a step that Back undoes. */
export function useRoute(): [Route, (route: Route) => void] {
  const [route, setRoute] = useState(readRoute);
  useEffect(() => {
    const onChange = (): void => setRoute(readRoute());
    window.addEventListener("hashchange", onChange);
    window.addEventListener("popstate", onChange);
    return () => {
      window.removeEventListener("hashchange", onChange);
      window.removeEventListener("popstate", onChange);
    };
  }, []);
  const replace = useCallback((next: Route): void => {
    history.replaceState(null, "", hashFromRoute(next));
    setRoute(next);
  }, []);
  return [route, replace];
}

function readRoute(): Route {
  return routeFromHash(window.location.hash);
}
