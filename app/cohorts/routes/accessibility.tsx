export function loader() {
  return { title: "accessibility" };
}

export default function Page() {
  return <p>accessibility</p>;
}
