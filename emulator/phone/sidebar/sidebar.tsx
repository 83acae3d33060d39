import type { BusinessNumber, Phone } from '../../src/phone-api.ts';
import { Trouble } from '../trouble/trouble.tsx';
import { Customers } from './customers.tsx';
import { Ledger } from './ledger.tsx';
import { Record } from './record.tsx';
import { Settings } from './settings.tsx';
import { Starters } from './starters.tsx';
import './sidebar.css';

type SidebarProps = { phone: Phone; business?: BusinessNumber; onUsed?(): void };

/** Beside the phone: who one is, what to try, and what went over the wire. `onUsed` closes the drawer it may be in. */
export function Sidebar({ phone, business, onUsed }: SidebarProps) {
  return (
    <div className="sidebar">
      <Customers current={phone} business={business} onUsed={onUsed} />
      {business && business.starters.length > 0 && <Starters phone={phone} business={business} onUsed={onUsed} />}
      <div className="panels">
        <Settings phone={phone} business={business} />
        <Trouble />
        {business && <Record key={`${phone.id}/${business.id}`} phone={phone} business={business} />}
      </div>
      <Ledger />
    </div>
  );
}
