/**
 * Whether text is one plain address that a letter can go to: nothing that a mail header, a list of addresses or a
 * display name could hide in.
 */
export function isMailAddress(text: string): boolean {
  return (
    text.length <= 254 &&
    /^[^\s\p{Cc}\p{Cf}"(),:;<>@[\\\]]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u.test(
      text,
    ) &&
    !/^\.|\.\.|\.@/.test(text)
  );
}
