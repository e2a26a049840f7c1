/** Names in the manner of the five countries. Each list is common names only; no combination means anyone. */

/** A name in Latin and Cyrillic letters. */
type Pair = readonly [latin: string, cyrillic: string];

export interface Naming {
  women: readonly Pair[];
  men: readonly Pair[];
  /** Family names as women and as men bear them. */
  families: readonly (readonly [woman: Pair, man: Pair])[];
  /** Fathers' names, as the stem that a patronymic is made from. */
  fathers: readonly Pair[];
}

/** -ova/-ov, -eva/-ev, -ina/-in: the Soviet ending that most family names of the region still carry. */
function family(latin: string, cyrillic: string): readonly [Pair, Pair] {
  return [
    [`${latin}a`, `${cyrillic}а`],
    [latin, cyrillic],
  ];
}

/** A family name that is the same for everyone. */
function same(latin: string, cyrillic: string): readonly [Pair, Pair] {
  return [
    [latin, cyrillic],
    [latin, cyrillic],
  ];
}

export const naming: Record<"KZ" | "KG" | "TJ" | "TM" | "UZ", Naming> = {
  KZ: {
    women: [
      ["Aigerim", "Айгерим"], ["Dana", "Дана"], ["Asel", "Асель"], ["Madina", "Мадина"], ["Zhanar", "Жанар"], ["Togzhan", "Тогжан"],
      ["Aliya", "Алия"], ["Kamila", "Камила"], ["Saule", "Сауле"], ["Ainur", "Айнур"], ["Dinara", "Динара"], ["Botagoz", "Ботагоз"],
      ["Moldir", "Молдир"], ["Zarina", "Зарина"], ["Perizat", "Перизат"], ["Aruzhan", "Аружан"], ["Inkar", "Инкар"], ["Tomiris", "Томирис"],
    ],
    men: [
      ["Arman", "Арман"], ["Daniyar", "Данияр"], ["Yerlan", "Ерлан"], ["Nurlan", "Нурлан"], ["Askhat", "Асхат"], ["Timur", "Тимур"],
      ["Alikhan", "Алихан"], ["Ruslan", "Руслан"], ["Sanzhar", "Санжар"], ["Bauyrzhan", "Бауыржан"], ["Miras", "Мирас"], ["Olzhas", "Олжас"],
      ["Kanat", "Канат"], ["Dias", "Диас"], ["Azamat", "Азамат"], ["Rakhat", "Рахат"],
    ],
    families: [
      family("Akhmetov", "Ахметов"), family("Zhunusov", "Жунусов"), family("Zhumabekov", "Жумабеков"), family("Ospanov", "Оспанов"),
      family("Kassymov", "Касымов"), family("Ibraev", "Ибраев"), family("Nurpeisov", "Нурпеисов"), family("Bekmukhanov", "Бекмуханов"),
      family("Tulegenov", "Тулегенов"), family("Abenov", "Абенов"), same("Serikbay", "Серікбай"), same("Yermek", "Ермек"),
      family("Zhaksybekov", "Жаксыбеков"), family("Dzhumagulov", "Джумагулов"), family("Mukanov", "Муканов"), same("Kairatuly", "Қайратұлы"),
      family("Temirkhanov", "Темирханов"), family("Kenzhebaev", "Кенжебаев"), family("Sadykov", "Садыков"), same("Tolegen", "Төлеген"),
    ],
    fathers: [["Serik", "Серик"], ["Marat", "Марат"], ["Bolat", "Болат"], ["Kairat", "Кайрат"], ["Yerzhan", "Ержан"], ["Amangeldy", "Амангельды"]],
  },
  KG: {
    women: [
      ["Aizada", "Айзада"], ["Nurgul", "Нургуль"], ["Cholpon", "Чолпон"], ["Begimai", "Бегимай"], ["Altynai", "Алтынай"], ["Jyldyz", "Жылдыз"],
      ["Kanykei", "Каныкей"], ["Meerim", "Мээрим"], ["Aidai", "Айдай"], ["Gulnara", "Гульнара"], ["Nazgul", "Назгуль"], ["Elnura", "Эльнура"],
      ["Burul", "Бурул"], ["Saikal", "Сайкал"], ["Ainura", "Айнура"], ["Baktygul", "Бактыгуль"], ["Uulkan", "Уулкан"],
    ],
    men: [
      ["Azamat", "Азамат"], ["Bekzat", "Бекзат"], ["Nurbek", "Нурбек"], ["Ulan", "Улан"], ["Talant", "Талант"], ["Erkin", "Эркин"],
      ["Adilet", "Адилет"], ["Maksat", "Максат"], ["Kubanych", "Кубаныч"], ["Emil", "Эмиль"], ["Joomart", "Жоомарт"], ["Bakyt", "Бакыт"],
      ["Aktan", "Актан"], ["Chyngyz", "Чынгыз"], ["Islambek", "Исламбек"],
    ],
    families: [
      family("Toktosunov", "Токтосунов"), family("Asanov", "Асанов"), family("Mamytov", "Мамытов"), family("Sydykov", "Сыдыков"),
      family("Abdykadyrov", "Абдыкадыров"), family("Isaev", "Исаев"), family("Osmonov", "Осмонов"), family("Beishenaliev", "Бейшеналиев"),
      family("Kadyrkulov", "Кадыркулов"), family("Orozbekov", "Орозбеков"), family("Satybaldiev", "Сатыбалдиев"),
      [["Nurlan kyzy", "Нурлан кызы"], ["Nurlan uulu", "Нурлан уулу"]], [["Almaz kyzy", "Алмаз кызы"], ["Almaz uulu", "Алмаз уулу"]],
      [["Taalai kyzy", "Таалай кызы"], ["Taalai uulu", "Таалай уулу"]], family("Zhumaliev", "Жумалиев"), family("Moldobaev", "Молдобаев"),
      family("Duishenov", "Дуйшенов"), family("Ergeshov", "Эргешов"), family("Turdubaev", "Турдубаев"),
    ],
    fathers: [["Kanat", "Канат"], ["Bolot", "Болот"], ["Asan", "Асан"], ["Almaz", "Алмаз"], ["Nurlan", "Нурлан"], ["Toktogul", "Токтогул"]],
  },
  TJ: {
    women: [
      ["Mehrangez", "Мехрангез"], ["Nigina", "Нигина"], ["Farzona", "Фарзона"], ["Zulfiya", "Зулфия"], ["Shahnoza", "Шахноза"], ["Mavzuna", "Мавзуна"],
      ["Parvina", "Парвина"], ["Munira", "Мунира"], ["Sitora", "Ситора"], ["Tahmina", "Тахмина"], ["Nozanin", "Нозанин"], ["Rukhshona", "Рухшона"],
      ["Madina", "Мадина"], ["Gulbahor", "Гулбахор"], ["Savsan", "Савсан"],
    ],
    men: [
      ["Rustam", "Рустам"], ["Firdavs", "Фирдавс"], ["Jamshed", "Джамшед"], ["Bakhtiyor", "Бахтиёр"], ["Farrukh", "Фаррух"], ["Sino", "Сино"],
      ["Dilshod", "Дилшод"], ["Komron", "Комрон"], ["Umed", "Умед"], ["Khurshed", "Хуршед"], ["Manuchehr", "Манучехр"], ["Behruz", "Бехруз"],
      ["Zafar", "Зафар"], ["Alisher", "Алишер"],
    ],
    families: [
      family("Nazarov", "Назаров"), family("Sharipov", "Шарипов"), family("Kholov", "Холов"), family("Mirzoev", "Мирзоев"), family("Saidov", "Саидов"),
      family("Davlatov", "Давлатов"), same("Rahmonzoda", "Рахмонзода"), same("Sharifzoda", "Шарифзода"), family("Gafurov", "Гафуров"),
      family("Yusufov", "Юсуфов"), family("Qurbonov", "Курбонов"), family("Boboev", "Бобоев"), same("Mahmadali", "Махмадали"), same("Hakimi", "Хакими"),
      family("Odinaev", "Одинаев"), family("Safarov", "Сафаров"), same("Davlatzoda", "Давлатзода"), family("Nabiev", "Набиев"),
    ],
    fathers: [["Rustam", "Рустам"], ["Davlat", "Давлат"], ["Safar", "Сафар"], ["Abdullo", "Абдулло"], ["Karim", "Карим"]],
  },
  TM: {
    women: [
      ["Aýna", "Айна"], ["Maral", "Марал"], ["Ogulnar", "Огулнар"], ["Jeren", "Джерен"], ["Gözel", "Гозель"], ["Selbi", "Сельби"],
      ["Bahar", "Бахар"], ["Aknabat", "Акнабат"], ["Läle", "Ляле"], ["Mähri", "Мяхри"], ["Oguljan", "Огулджан"],
    ],
    men: [
      ["Merdan", "Мердан"], ["Kerim", "Керим"], ["Maksat", "Максат"], ["Serdar", "Сердар"], ["Begenç", "Бегенч"], ["Döwran", "Довран"],
      ["Rahym", "Рахым"], ["Atamyrat", "Атамырат"], ["Arslan", "Арслан"], ["Yhlas", "Ыхлас"],
    ],
    families: [
      family("Ataýew", "Атаев"), family("Orazow", "Оразов"), family("Annagulyýew", "Аннагулыев"), family("Meredow", "Мередов"), family("Hojaýew", "Ходжаев"),
      family("Nuryýew", "Нурыев"), family("Ballyýew", "Баллыев"), family("Gurbanow", "Курбанов"), family("Saparow", "Сапаров"), family("Durdyýew", "Дурдыев"),
      family("Rejepow", "Реджепов"), family("Amanow", "Аманов"),
    ],
    fathers: [["Ata", "Ата"], ["Oraz", "Ораз"], ["Myrat", "Мырат"], ["Batyr", "Батыр"]],
  },
  UZ: {
    women: [
      ["Dilnoza", "Дилноза"], ["Nilufar", "Нилуфар"], ["Gulnoza", "Гулноза"], ["Malika", "Малика"], ["Shahlo", "Шахло"], ["Feruza", "Феруза"],
      ["Kamola", "Камола"], ["Ziyoda", "Зиёда"], ["Umida", "Умида"], ["Sevara", "Севара"], ["Nodira", "Нодира"], ["Muazzam", "Муаззам"],
      ["Barno", "Барно"], ["Laylo", "Лайло"], ["Zebo", "Зебо"], ["Oygul", "Ойгуль"], ["Mohira", "Мохира"],
    ],
    men: [
      ["Sherzod", "Шерзод"], ["Jasur", "Жасур"], ["Bobur", "Бобур"], ["Aziz", "Азиз"], ["Otabek", "Отабек"], ["Ulugbek", "Улугбек"],
      ["Sardor", "Сардор"], ["Doniyor", "Дониёр"], ["Nodir", "Нодир"], ["Rustam", "Рустам"], ["Timur", "Тимур"],
      ["Davron", "Даврон"], ["Shukhrat", "Шухрат"], ["Anvar", "Анвар"],
    ],
    families: [
      family("Karimov", "Каримов"), family("Yuldashev", "Юлдашев"), family("Rakhimov", "Рахимов"), family("Tursunov", "Турсунов"),
      family("Ergashev", "Эргашев"), family("Abdullaev", "Абдуллаев"), family("Khasanov", "Хасанов"), family("Ismoilov", "Исмоилов"),
      family("Saidov", "Саидов"), family("Qodirov", "Кодиров"), family("Mirzaev", "Мирзаев"), family("Normatov", "Норматов"), family("Umarov", "Умаров"),
      family("Jo'raev", "Жураев"), family("Kholmatov", "Холматов"), family("Allayarov", "Аллаяров"), family("Berdiev", "Бердиев"), family("Sobirov", "Собиров"),
      family("Reypnazarov", "Рейпназаров"), family("Tangriberganov", "Тангриберганов"),
    ],
    fathers: [["Anvar", "Анвар"], ["Botir", "Ботир"], ["Akmal", "Акмаль"], ["Rustam", "Рустам"], ["Shavkat", "Шавкат"]],
  },
};

/** People who read applications. */
export const panelists = [
  "Klára Vondráčková", "Samuel Lindqvist", "Ilze Bērziņa", "Martin Hošek", "Giulia Ferrante", "Tomasz Zieliński", "Nino Kapanadze", "Eva Brandstätter",
] as const;

/** People who hold sessions in Prague, beside the demonstration's own facilitator. */
export const facilitators = ["Veronika Šimková", "Daniel Moravec", "Hana Jelínková", "Oskar Lindner", "Petra Vaňková"] as const;
