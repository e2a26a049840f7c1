// Fills in the device's time zone, so that nobody has to look theirs up in a list.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
for (const input of document.querySelectorAll<HTMLInputElement>("input[data-zone]"))
  if (!input.value) input.value = zone;
