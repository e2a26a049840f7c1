/** Where applicants live, and the zone their clocks follow. Exact places appear only in answers for the office. */
export interface Homeland {
  zone: string;
  /** The country's own language in the form's list, which nearly everyone speaks natively. */
  language: string;
  cities: readonly string[];
  towns: readonly string[];
  villages: readonly string[];
}

export const homelands: Record<"KZ" | "KG" | "TJ" | "TM" | "UZ", Homeland> = {
  KZ: {
    zone: "Asia/Almaty",
    language: "kk",
    cities: ["Almaty", "Astana", "Shymkent", "Karaganda"],
    towns: ["Taraz", "Kyzylorda", "Semey", "Ekibastuz", "Zhanaozen", "Taldykorgan", "Turkistan", "Ridder"],
    villages: [
      "a village near Kaskelen",
      "an aul in Turkistan region",
      "a village near Aral",
      "a settlement in Kostanay region",
    ],
  },
  KG: {
    zone: "Asia/Bishkek",
    language: "ky",
    cities: ["Bishkek", "Osh"],
    towns: ["Jalal-Abad", "Karakol", "Naryn", "Talas", "Batken", "Tokmok", "Balykchy", "Uzgen"],
    villages: [
      "a village in Alay",
      "a village in Suzak district",
      "a village on the southern shore of Issyk-Kul",
      "a village in Leylek",
    ],
  },
  TJ: {
    zone: "Asia/Dushanbe",
    language: "tg",
    cities: ["Dushanbe", "Khujand"],
    towns: ["Bokhtar", "Kulob", "Khorog", "Isfara", "Panjakent", "Istaravshan", "Tursunzoda"],
    villages: [
      "a village in Rasht valley",
      "a village in Vanj",
      "a village near Asht",
      "a jamoat in Shahritus",
    ],
  },
  TM: {
    zone: "Asia/Ashgabat",
    language: "tk",
    cities: ["Ashgabat"],
    towns: ["Mary", "Turkmenabat", "Dashoguz", "Balkanabat"],
    villages: ["a village in Lebap", "a village near Tejen"],
  },
  UZ: {
    zone: "Asia/Tashkent",
    language: "uz",
    cities: ["Tashkent", "Samarkand"],
    towns: ["Nukus", "Bukhara", "Fergana", "Andijan", "Termez", "Urgench", "Karshi", "Margilan"],
    villages: [
      "a village near Muynak",
      "a mahalla in Kokand district",
      "a village in Boysun",
      "a village in Surkhandarya",
    ],
  },
};
