/** Providers where anybody can have an address, whatever country their domain is of: gmail.com, yahoo.co.uk, yandex.kz. */
const providerNames = new Set(
  [
    "gmail googlemail outlook hotmail live msn yahoo ymail rocketmail aol icloud proton protonmail tutanota tuta tutamail",
    "gmx zoho zohomail fastmail hushmail posteo yandex rambler mail inbox email ukr meta hanmail naver daum foxmail",
  ]
    .join(" ")
    .split(" "),
);

/** Providers that are told by their whole domain. */
const providers = new Set(
  [
    "me.com mac.com pm.me tuta.io keemail.me web.de mailbox.org riseup.net disroot.org systemli.org autistici.org hey.com duck.com",
    "list.ru bk.ru internet.ru ya.ru vk.com narod.ru lenta.ru ro.ru autorambler.ru myrambler.ru xmail.ru i.ua bigmir.net tut.by bk.kz",
    "nur.kz umail.uz elcat.kg tojikiston.com online.tm qq.com 163.com 126.com sina.com seznam.cz post.cz centrum.cz atlas.cz volny.cz",
    "wp.pl o2.pl interia.pl onet.pl azet.sk orange.fr free.fr laposte.net libero.it t-online.de privaterelay.appleid.com skiff.com",
    "mozmail.com simplelogin.com runbox.com startmail.com cock.li",
  ]
    .join(" ")
    .split(" "),
);

/** Domains that are set aside for examples and trials (RFC 2606): they are nobody's house. */
const isSetAside = (domain: string) => /(^|\.)(example\.(com|net|org)|example|test|invalid)$/.test(domain);

/** Second levels under which others register: what stands below them is not one house. */
const sharedLevels = new Set("com co org net edu ac gov go gob mil int info biz pp msk spb nsk".split(" "));

/** The domain of an address in its plain form, or null. A name in Cyrillic is the same as what it is in the mail. */
function domainOf(email: string): string | null {
  const domain = email.trim().toLowerCase().split("@").at(-1)?.replace(/\.$/, "") ?? "";
  if (!/^[^\s@.]+(\.[^\s@.]+)+$/.test(domain)) return null;
  if (!/[^\p{ASCII}]/u.test(domain)) return domain;
  return URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`).hostname : null;
}

/** The house that an address belongs to: its domain; null for a public provider. Below a house's domain is the same house. */
export function houseOf(email: string): string | null {
  const domain = domainOf(email);
  if (domain === null || isSetAside(domain)) return null;
  const labels = domain.split(".");
  const second = labels.at(-2) ?? "";
  const isShared = labels.length > 2 && sharedLevels.has(second) && (labels.at(-1) ?? "").length === 2;
  const house = labels.slice(isShared ? -3 : -2);
  // Below .edu and .gov a house may be called mail; elsewhere that is a provider.
  const isProvider = providerNames.has(house[0] ?? "") && !(isShared && /^(edu|ac|gov|mil)$/.test(second));
  return isProvider || providers.has(house.join(".")) || providers.has(domain) ? null : house.join(".");
}

/** Domains under which one mailbox answers to several names. */
const oneProvider: [RegExp, string, RegExp?][] = [
  [/^(gmail|googlemail)\.com$/, "gmail.com", /\./g],
  [/^(yandex\.\w+|yandex\.com\.tr|ya\.ru)$/, "yandex.ru", /[.-]/g],
  [/^(proton\.me|protonmail\.(com|ch)|pm\.me)$/, "proton.me", /[._-]/g],
  [/^(icloud|me|mac)\.com$/, "icloud.com"],
];

/** An address in the one way in which all spellings of its mailbox come out; null for none. */
export function mailboxOf(email: string): string | null {
  const domain = domainOf(email);
  const local = email.trim().toLowerCase().split("@")[0]?.split("+")[0] ?? "";
  if (domain === null || local === "") return null;
  const [, plain, ignored] = oneProvider.find(([of]) => of.test(domain)) ?? [null, domain];
  return `${ignored ? local.replaceAll(ignored, "") : local}@${plain}`;
}
