/** Everyone's password in the demonstration. Its data is made up, and it serves this machine alone. */
export const demoPassword = "elf-demo-only";

/** The people one can be in the demonstration; their addresses are known to documentation and to tests. */
export const demoPeople = {
  applicant: {
    email: "applicant@demo.example",
    name: "Aizada Toktosunova",
    can: "has begun an application in the open call",
  },
  submitted: { email: "submitted@demo.example", name: "Rustam Sharifzoda", can: "has submitted one there" },
  panelist: {
    email: "panelist@demo.example",
    name: "Tereza Malinová",
    can: "reads and scores in the edition in selection",
  },
  panelist2: { email: "panelist2@demo.example", name: "Jonas Weber", can: "reads beside her" },
  coordinator: {
    email: "coordinator@demo.example",
    name: "Markéta Dvořáčková",
    can: "coordinates all three editions",
  },
  fellow: { email: "fellow@demo.example", name: "Dilnoza Yuldasheva", can: "is in Prague, in week 5 of 10" },
  facilitator: { email: "facilitator@demo.example", name: "Pavel Hruška", can: "holds sessions there" },
  admin: { email: "admin@demo.example", name: "Ondřej Beran", can: "looks after accounts and settings" },
} as const;

/** The secret of a link that a referee has been sent and not answered: /reference/ and this. */
export const demoReference = "demonstration-reference".padEnd(43, "-");
