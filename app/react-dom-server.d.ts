/** Its types say nothing of this entry, which has the same functions as the other. */
declare module "react-dom/server.browser" {
  export { renderToReadableStream } from "react-dom/server";
}
