// The only barrel: Drizzle needs every table in one object.
export * from "./accounts";
export * from "./applying";
export * from "./cohorts";
export * from "./columns";
export * from "./feedback";
export * from "./programme";
export * from "./selection";
