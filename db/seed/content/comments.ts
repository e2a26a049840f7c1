/**
 * What panelists note, by criterion (in the rubric's order) and by the score they give: low is 1 or 2, middle 3, high
 * 4 or 5. Templates as in {@link Topic}.
 */
export const comments: readonly {
  low: readonly string[];
  middle: readonly string[];
  high: readonly string[];
}[] = [
  {
    low: [
      "I cannot tell <how often|since when> or for whom this is done.",
      "The community stays abstract; a year, a number or one person's part would help.",
      "Good intentions, but <the answer would fit any organisation|I do not see what would be missing without this group>.",
      "Takes part in events, it seems, rather than in a community.",
      "Mostly general statements about youth and society.",
    ],
    middle: [
      "Regular and real, though <the need is described from outside|one role only so far>.",
      "Clear about the work, less clear about what the people themselves want.",
      "A steady volunteer; I would ask in an interview what happens when things go badly.",
      "Believable and modest. The need is there, the reach is small.",
      "Three years in the same place count for something.",
    ],
    high: [
      "Knows exactly who is not reached, and says so. Rare.",
      "The community clearly leads this; the applicant <steps back|is preparing successors>.",
      "Sustained over years and built on what people asked for.",
      "<Concrete|Precise> to the last detail, and honest about the limits.",
      "I believe every word, the boring parts most of all.",
    ],
  },
  {
    low: [
      "'We solved the problem together', but how? I learn nothing about what this person did.",
      "A claim without an example.",
      "Organised an event. No sign yet of others being led.",
      "The result is asserted and not shown.",
      "Reads like a job description.",
    ],
    middle: [
      "Led one task to its end; the result is <clear|visible>, if small.",
      "Good instincts. I would like to know what the others would say about it.",
      "The action is clear, the result less so.",
      "Solves it mostly alone, and notices that by the end.",
      "Solid. A second example would have made it a four.",
    ],
    high: [
      "Brings opponents into the work instead of around it.",
      "Others carry it on without the applicant: that is the result I look for.",
      "Excellent sense of timing; waits when waiting is harder.",
      "Mobilised people who had given up, with next to no means.",
      "Clear situation, clear action, clear result, and a lesson on top.",
    ],
  },
  {
    low: [
      "The others were at fault, it seems.",
      "No dilemma is named; 'communication is important' is the whole lesson.",
      "Avoids the question.",
      "Conflict is treated as something that happens to other people.",
      "I miss any doubt.",
    ],
    middle: [
      "Names a lesson; I am less sure that anything is done differently since.",
      "An honest mistake, told without excuses. The change is small.",
      "Good example, a little too tidy an ending.",
      "Sees the other side, if late.",
      "A real dilemma, but the weighing happens off stage.",
    ],
    high: [
      "Names the price and who paid it. The most honest answer I have read <this week|in this round>.",
      "Still not certain, and can live with that. Exactly what we look for.",
      "The change is a practice now and not a sentence.",
      "Weighs two goods against each other without making either small.",
      "Apologises without asking to be admired for it.",
    ],
  },
  {
    low: [
      "Wants 'the newest methods'; I do not see what for.",
      "The skills are named and not connected with anything above.",
      "Could be an application to any programme.",
      "Hopes to be taught. I miss what the applicant would bring.",
    ],
    middle: [
      "Relevant goals, though three at once are many.",
      "The link to the work is there; it could be more specific.",
      "One of the skills is clearly needed, the others are company.",
      "Knows what is missing, not yet how to learn it.",
    ],
    high: [
      "Knows precisely which moment goes wrong and wants to practise that moment.",
      "The ten weeks are the right length for this and the group is the right means.",
      "Has asked colleagues what is missing: more than most of us do.",
      "Specific, tied to the work, and brings a case along.",
    ],
  },
  {
    low: [
      "A training for others after a training for oneself.",
      "Depends on a grant that does not exist.",
      "A wish so far. No place, no people, no first step.",
      "The risks at home are not mentioned at all.",
    ],
    middle: [
      "A plausible first step; the second is missing.",
      "Feasible, if the school agrees. What if it does not?",
      "Partners are named. I would ask who pays in the second year.",
      "Modest and possible.",
    ],
    high: [
      "Small, safe and likely to be copied.",
      "Plans for the case that it fails, and for being absent. Convincing.",
      "The risk to others is thought of first.",
      "Partners have said yes already; it would start on Monday.",
      "Would happen without us, and better with us.",
    ],
  },
];

/** Added to some comments. */
export const asides: readonly string[] = [
  "I wavered between this and the score below.",
  "Would like to hear more in an interview.",
  "Compare with the calibration file; I gave the same there.",
  "Language plays no part in this.",
  "One of the stronger ones for me.",
  "Short, but it says enough.",
];
