export function loader() {
  return { title: "home" };
}

export default function Page() {
  return <p>home</p>;
}
