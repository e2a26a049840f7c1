import { movedTo } from "~/platform/http/moved.server";

/** An address that told what it is for, kept for whoever has it. */
export const loader = movedTo("/application/more");
export const action = movedTo("/application/more");
