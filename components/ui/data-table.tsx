"use client";
import {
  type ColumnDef,
  flexRender,
  getCoreRowModel,
  getSortedRowModel,
  type Header,
  type RowData,
  type SortingState,
  useReactTable,
} from "@tanstack/react-table";
import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import { useState } from "react";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "./table";

declare module "@tanstack/react-table" {
  interface ColumnMeta<TData extends RowData, TValue> {
    /** Classes of the column's cells, head included: alignment, from which width on it is shown. */
    className?: string;
  }
}

interface DataTableProps<T> {
  columns: ColumnDef<T>[];
  rows: T[];
  rowId: (row: T) => string;
  /** Names the table for those who hear it. */
  label: string;
  initialSorting?: SortingState;
}

/** A table of rows that are all here, sorted by a click on a column's head. */
export function DataTable<T>({ columns, rows, rowId, label, initialSorting = [] }: DataTableProps<T>) {
  const [sorting, setSorting] = useState(initialSorting);
  const table = useReactTable({
    data: rows,
    columns,
    state: { sorting },
    onSortingChange: setSorting,
    getRowId: rowId,
    getCoreRowModel: getCoreRowModel(),
    getSortedRowModel: getSortedRowModel(),
  });
  return (
    <Table aria-label={label}>
      <TableHeader>
        {table.getHeaderGroups().map((group) => (
          <TableRow key={group.id}>
            {group.headers.map((header) => (
              <ColumnHead key={header.id} header={header} />
            ))}
          </TableRow>
        ))}
      </TableHeader>
      <TableBody>
        {table.getRowModel().rows.map((row) => (
          <TableRow key={row.id}>
            {row.getVisibleCells().map((cell) => (
              <TableCell key={cell.id} className={cell.column.columnDef.meta?.className}>
                {flexRender(cell.column.columnDef.cell, cell.getContext())}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

const SORT_LOOK = {
  asc: { icon: ArrowUp, aria: "ascending" },
  desc: { icon: ArrowDown, aria: "descending" },
  none: { icon: ChevronsUpDown, aria: "none" },
} as const;

function ColumnHead<T>({ header: { column, isPlaceholder, getContext } }: { header: Header<T, unknown> }) {
  const className = column.columnDef.meta?.className;
  const title = isPlaceholder ? null : flexRender(column.columnDef.header, getContext());
  if (!column.getCanSort()) return <TableHead className={className}>{title}</TableHead>;
  const { icon: Icon, aria } = SORT_LOOK[column.getIsSorted() || "none"];
  return (
    <TableHead className={className} aria-sort={aria}>
      <button
        type="button"
        onClick={column.getToggleSortingHandler()}
        className="-mx-1 inline-flex h-7 items-center gap-1 rounded-sm px-1 hover:text-foreground"
      >
        {title}
        <Icon aria-hidden className="size-3.5" />
      </button>
    </TableHead>
  );
}
