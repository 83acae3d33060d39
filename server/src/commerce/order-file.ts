import type { Readable } from 'node:stream';
import type { Db } from '../platform/context.ts';
import { csvOf } from '../platform/csv.ts';
import { clockAt, dayAt } from '../platform/local-time.ts';
import type { OrderRow } from './api.ts';
import { writeAmount } from './catalogue-file.ts';
import { type Asking, listOrders, type OrderQuery } from './order-list.ts';

const FILE_PAGE = 500;
const COLUMNS = [
  'number',
  'state',
  'placed',
  'customer',
  'phone',
  'items',
  'total',
  'currency',
  'expected_on',
  'carrier',
  'tracking_number',
  'note',
];

/** Orders as a CSV file, one line each, by the clock of the business. */
export function orderFile(db: Db, asking: Asking, filters: Omit<OrderQuery, 'cursor' | 'limit'>): Readable {
  const { timeZone } = asking;
  const rowOf = (order: OrderRow) => [
    order.number,
    order.state,
    `${dayAt(order.createdAt, timeZone)} ${clockAt(order.createdAt, timeZone)}`, // it sorts, and every table program reads it
    order.contact.name,
    order.contact.phone,
    order.lines.map(({ quantity, name }) => `${quantity} × ${name}`).join('\n'),
    writeAmount(order.amount, order.currency),
    order.currency,
    order.expectedOn,
    order.carrier,
    order.trackingNumber,
    order.note,
  ];
  return csvOf(
    COLUMNS,
    (cursor) => listOrders(db, asking, { ...filters, cursor, limit: FILE_PAGE }),
    (order) => [rowOf(order)],
  );
}
