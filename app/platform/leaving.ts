/** Where "leave this page" leads: a place that anybody may be seen at. */
export const elsewhere = "https://www.wikipedia.org/";
