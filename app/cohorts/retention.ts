/** How long what people give us is kept. Said wherever it is collected. */
export const retention = {
  /** Days after the deadline until a draft that was never sent is deleted. */
  draftDays: 30,
  /** Months after the decisions until an application without a place is deleted. */
  applicationMonths: 6,
  /** Days after the programme until passport scans are deleted. */
  passportDays: 30,
} as const;
