import { Section } from "../page";
import { Timetable } from "../timetable";

/** A week as at a station. */
export function GalleryWeek() {
  return (
    <Section title="A week">
      <Timetable
        headingLevel={3}
        days={[
          {
            key: "thu",
            title: "Thursday 14 October",
            note: "Today, week 2",
            entries: [
              {
                key: "a",
                start: "09:00",
                end: "10:30",
                title: "Values",
                href: "#a",
                place: "Room 2.14",
                state: "past",
              },
              {
                key: "b",
                start: "11:00",
                end: "12:30",
                title: "Stress and well-being",
                href: "#b",
                place: "Room 2.14",
                note: "With Айгүл Токтогулова. Bring your map from week 1.",
                state: "now",
                stateLabel: "Now",
              },
              {
                key: "c",
                start: "14:00",
                end: "15:00",
                title: "Coaching hour",
                href: "#c",
                place: "Garden room",
                change: "Moved from room 1.02",
                state: "next",
                stateLabel: "Next",
              },
              {
                key: "d",
                start: "17:00",
                title: "Czech lesson",
                href: "#d",
                place: "Library",
                state: "cancelled",
                stateLabel: "Cancelled",
              },
            ],
          },
          { key: "fri", title: "Friday 15 October", entries: [], emptyText: "A free day" },
        ]}
      />
    </Section>
  );
}
