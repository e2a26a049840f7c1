import type { ReactNode } from "react";

import { cx } from "./cx";

// What surrounds a list stands beside it.
export { FilterBar } from "./filter-bar";
export { Pagination } from "./pagination";

export interface Column<Key extends string = string> {
  key: Key;
  /** Also names the value on a phone, where a row becomes a card. */
  label: string;
  /** Numbers stand at the end, so that their digits line up. */
  align?: "start" | "center" | "end";
  sortHref?: string;
  sorted?: "ascending" | "descending";
  hideOnPhone?: boolean;
  /** For columns of boxes or buttons: the label is heard, not seen. */
  hideLabel?: boolean;
}

interface TableBase<Key extends string> {
  columns: Column<Key>[];
  caption: string;
  /** Keeps the caption for those who hear the page. */
  hideCaption?: boolean;
  /** Scrolls sideways in its own frame instead of becoming cards on a phone. */
  wide?: boolean;
  className?: string;
}

interface TableOfRows<Row, Key extends string> extends TableBase<Key> {
  rows: Row[];
  rowKey: (row: Row) => string;
  cell: (row: Row, column: Key) => ReactNode;
  /** The column that names the row; the first that has a visible label unless told. */
  rowHeader?: Key;
  dim?: (row: Row) => boolean;
  selected?: (row: Row) => boolean;
}

interface TableOfChildren<Key extends string> extends TableBase<Key> {
  /** TableRow and TableCell elements. */
  children: ReactNode;
}

/** A table for people who live in it: sorting by links, a head that stays, cards on a phone. */
export function Table<Row, Key extends string = string>(props: TableOfRows<Row, Key> | TableOfChildren<Key>) {
  const { columns, caption, hideCaption = false, wide = false, className } = props;
  const table = (
    <table className={cx("sheet", !wide && "sheet-stacks", className)}>
      <caption className={hideCaption ? "sr-only" : undefined}>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <ColumnHead key={column.key} column={column} />
          ))}
        </tr>
      </thead>
      <tbody>{"rows" in props ? <Rows {...props} /> : props.children}</tbody>
    </table>
  );
  if (!wide) return table;
  return (
    <div className="sheet-wide" role="region" aria-label={caption} tabIndex={0}>
      {table}
    </div>
  );
}

function ColumnHead({ column }: { column: Column }) {
  const label = column.hideLabel ? <span className="sr-only">{column.label}</span> : column.label;
  return (
    <th
      scope="col"
      data-align={column.align}
      data-hide={column.hideOnPhone ? "phone" : undefined}
      aria-sort={column.sorted}
    >
      {column.sortHref ? (
        <a href={column.sortHref}>
          {label}
          {column.sorted ? (
            <span aria-hidden="true">{column.sorted === "ascending" ? " ↑" : " ↓"}</span>
          ) : null}
        </a>
      ) : (
        label
      )}
    </th>
  );
}

function Rows<Row, Key extends string>(props: TableOfRows<Row, Key>) {
  const { columns, rows, rowKey, cell, dim, selected } = props;
  const rowHeader = props.rowHeader ?? columns.find((column) => !column.hideLabel)?.key;
  return rows.map((row) => (
    <TableRow key={rowKey(row)} dim={dim?.(row)} selected={selected?.(row)}>
      {columns.map((column) => (
        <TableCell
          key={column.key}
          label={column.hideLabel ? undefined : column.label}
          align={column.align}
          hideOnPhone={column.hideOnPhone}
          heading={column.key === rowHeader}
        >
          {cell(row, column.key)}
        </TableCell>
      ))}
    </TableRow>
  ));
}

interface TableRowProps {
  children: ReactNode;
  /** For what is past or out of play. */
  dim?: boolean;
  selected?: boolean;
  id?: string;
}

/** A row for tables whose body is written out. */
export function TableRow({ children, dim, selected, id }: TableRowProps) {
  return (
    <tr id={id} data-dim={dim ? "" : undefined} data-selected={selected ? "" : undefined}>
      {children}
    </tr>
  );
}

interface TableCellProps extends Pick<Column, "align" | "hideOnPhone"> {
  /** The column's name, shown beside the value on a phone. */
  label?: string;
  /** True for the cell that names its row. */
  heading?: boolean;
  children: ReactNode;
}

/** A cell that knows its column's name, so that it can stand alone on a phone. */
export function TableCell({ label, align, hideOnPhone, heading = false, children }: TableCellProps) {
  const attributes = {
    "data-label": label,
    "data-align": align,
    "data-hide": hideOnPhone ? "phone" : undefined,
  };
  return heading ? (
    <th scope="row" {...attributes}>
      {children}
    </th>
  ) : (
    <td {...attributes}>{children}</td>
  );
}
