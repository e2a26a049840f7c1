export { prepareTemplate as setup } from "./databases";
