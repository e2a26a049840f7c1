export function loader() {
  return { title: "privacy" };
}

export default function Page() {
  return <p>privacy</p>;
}
