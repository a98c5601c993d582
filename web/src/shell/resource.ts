// Values that come from the server: loading, there, or failed. The last value stays until the next one is there.

import { useCallback, useEffect, useState } from "preact/hooks";
import { RequestFailed } from "../api/client.ts";

export interface Resource<T> {
  value: T | null;
  isLoading: boolean;
  error: RequestFailed | null;
  retry: () => void;
}

interface Settled<T> {
  key: string | null;
  value: T | null;
  error: RequestFailed | null;
}

/** Loads anew whenever `key` changes, and gives up the request before; a null key loads nothing. */
export function useResource<T>(key: string | null, load: (signal: AbortSignal) => Promise<T>): Resource<T> {
  const [settled, setSettled] = useState<Settled<T>>({ key: null, value: null, error: null });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (key === null) return undefined;
    const abort = new AbortController();
    load(abort.signal).then(
      (value) => {
        if (!abort.signal.aborted) setSettled({ key, value, error: null });
      },
      (reason: unknown) => {
        // The value before was for another choice: it must not stand for this one.
        if (!abort.signal.aborted) setSettled({ key, value: null, error: asFailure(reason) });
      },
    );
    return () => abort.abort();
    // `load` is a new function on every drawing; `key` says when it would load something else.
  }, [key, attempt]);
  const retry = useCallback(() => {
    setSettled((before) => ({ ...before, key: null, error: null }));
    setAttempt((n) => n + 1);
  }, []);
  const isCurrent = settled.key === key;
  return {
    value: key === null ? null : settled.value,
    isLoading: key !== null && !isCurrent,
    error: isCurrent ? settled.error : null,
    retry,
  };
}

function asFailure(reason: unknown): RequestFailed {
  return reason instanceof RequestFailed ? reason : new RequestFailed("unreadable", String(reason));
}
