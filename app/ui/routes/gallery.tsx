// A page for development only: every part of the design system in its states.
import { GalleryCharts } from "../gallery/charts";
import { GalleryForms } from "../gallery/forms";
import { GalleryLists } from "../gallery/lists";
import { GalleryText } from "../gallery/text";
import { GalleryWeek } from "../gallery/week";
import { ButtonLink } from "../button";
import { Leave } from "../leave";
import { Menu } from "../menu";
import { PageHeader, Stack } from "../page";
import { Shell } from "../shell";

export function loader() {
  // The design system stands below the module that reads the environment.
  // eslint-disable-next-line no-restricted-properties -- see above
  if (process.env.NODE_ENV !== "development") throw new Response(null, { status: 404 });
  return null;
}

const items = [
  { to: "/overview", label: "Overview" },
  { to: "/applications", label: "Applications", current: true },
  { to: "/selection", label: "Selection" },
  { to: "/weeks", label: "Weeks" },
  { to: "/people", label: "People" },
];

export default function Gallery() {
  return (
    <Shell
      wordmark="Autumn 2027"
      skipLabel="Go to the content"
      navLabel="Main"
      menuLabel="Menu"
      items={items}
      language={
        <Menu label="EN" accessibleLabel="Language:">
          <a href="?lng=en" aria-current="true" lang="en">
            English
          </a>
          <a href="?lng=ru" lang="ru">
            Русский
          </a>
          <a href="?lng=kk" lang="kk">
            Қазақша
          </a>
        </Menu>
      }
      account={
        <Menu label="Jana Š.">
          <a href="/account">Account</a>
          <form method="post" action="/logout">
            <button>Log out</button>
          </form>
        </Menu>
      }
      leave={
        <Leave
          to="https://www.wikipedia.org/"
          word="Leave"
          what="this page"
          said={{ key: "Or press Shift three times.", twice: "Two more.", once: "Once more." }}
        />
      }
      footer={
        <p className="flex flex-wrap gap-x-6 gap-y-2">
          <a href="/privacy">What we keep, and for how long</a>
          <a href="/help">Help</a>
        </p>
      }
    >
      <PageHeader
        eyebrow="Design system"
        title="Every part, in every state"
        lead="A well-set timetable on good paper: calm, exact, humane. Ңң Үү Өө Ққ Ғғ Һһ Ӣӣ Ӯӯ Ҷҷ Ýý Ňň Şş Ää Žž řčě."
        backHref="/"
        backLabel="All applications"
        actions={
          <ButtonLink to="/applications.csv" variant="secondary">
            Download as CSV
          </ButtonLink>
        }
      />
      <Stack gap="loose">
        <GalleryText />
        <GalleryForms />
        <GalleryLists />
        <GalleryWeek />
        <GalleryCharts />
      </Stack>
    </Shell>
  );
}
