/** How long accounts are kept with which nobody has done anything. Said on the page on privacy. */
export const accountKeeping = {
  /** Days until an account goes whose address was never confirmed. */
  unconfirmedDays: 7,
  /** Months until an account goes with which nothing was ever begun. */
  unusedMonths: 12,
} as const;
