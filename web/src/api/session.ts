// Who the reader is to the server: the public, or staff with a token. The token lives as long as the tab and goes nowhere but into a header.

import { useEffect, useState } from "preact/hooks";

const KEY = "commonground-staff-token";
const CHANGED = "commonground-session";

/** The staff token that was given in this tab; null for the public. */
export function staffToken(): string | null {
  return sessionStorage.getItem(KEY);
}

export function signIn(token: string): void {
  sessionStorage.setItem(KEY, token);
  window.dispatchEvent(new Event(CHANGED));
}

export function signOut(): void {
  sessionStorage.removeItem(KEY);
  window.dispatchEvent(new Event(CHANGED));
}

/** The staff token, for parts of the page that change with it. */
export function useSession(): string | null {
  const [token, setToken] = useState(staffToken);
  useEffect(() => {
    const onChange = (): void => setToken(staffToken());
    window.addEventListener(CHANGED, onChange);
    return () => window.removeEventListener(CHANGED, onChange);
  }, []);
  return token;
}
