import type { BusinessNumber, Phone } from '../../src/phone-api.ts';
import { Customers } from './customers.tsx';
import { Ledger } from './ledger.tsx';
import { Settings } from './settings.tsx';
import { Starters } from './starters.tsx';
import './sidebar.css';

type SidebarProps = { phone: Phone; business?: BusinessNumber; onUsed?(): void };

/** Beside the phone: who one is, what to try, and what went over the wire. `onUsed` closes the drawer it may be in. */
export function Sidebar({ phone, business, onUsed }: SidebarProps) {
  return (
    <div className="sidebar">
      <Customers current={phone} business={business} onUsed={onUsed} />
      <Settings phone={phone} business={business} />
      {business && business.starters.length > 0 && <Starters phone={phone} business={business} onUsed={onUsed} />}
      <Ledger />
    </div>
  );
}
