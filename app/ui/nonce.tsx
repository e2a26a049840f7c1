import { createContext, useContext } from "react";

/** The nonce of this response's Content-Security-Policy; empty on the client. */
export const NonceContext = createContext("");

export function useNonce(): string {
  return useContext(NonceContext);
}
