/** A band of ram's horns, drawn with a ruler, as felt makers cut them. Decoration only. */
export function Ornament({ className }: { className?: string }) {
  return (
    <svg aria-hidden="true" className={className} width="320" height="32" fill="none" stroke="currentColor">
      <pattern id="horns" width="64" height="32" patternUnits="userSpaceOnUse">
        <path
          strokeWidth="1.5"
          d="M0 31.25H64M32 31V24M32 24 20 12V6H12V14H16M32 24 44 12V6H52V14H48M32 14 26 8 32 2 38 8ZM0 22 6 16 0 10M64 22 58 16 64 10M0 27 11 16M64 27 53 16"
        />
      </pattern>
      <rect width="100%" height="32" fill="url(#horns)" stroke="none" />
    </svg>
  );
}
