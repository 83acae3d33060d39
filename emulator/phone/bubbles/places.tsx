import type { BubbleContent } from '../../src/phone-api.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Icon } from '../ui/icon.tsx';

type Of<T extends BubbleContent['type']> = Extract<BubbleContent, { type: T }>;

export function Place({ content }: { content: Of<'location'> }) {
  const { latitude, longitude, name, address } = content;
  return (
    <a
      className="place"
      href={`https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`}
      target="_blank"
      rel="noopener noreferrer"
    >
      <MapDrawing />
      <span className="place-words">
        <span className="unseen">Open map, location</span>
        {name && <b>{name}</b>}
        {address && <small>{address}</small>}
        {!name && !address && (
          <small className="numbers">
            {latitude.toFixed(5)}, {longitude.toFixed(5)}
          </small>
        )}
      </span>
    </a>
  );
}

/** A map that is no map: a few streets, a park and a river, so that one sees at once what the bubble is. */
export function MapDrawing() {
  return (
    <svg className="map" viewBox="0 0 260 130" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      <rect className="map-land" width="260" height="130" />
      <path className="map-park" d="M12 12h62v44H12zM176 84h74v40h-74z" />
      <path className="map-water" d="M-5 118c50-26 78 6 124-22s52-66 146-70" />
      <path className="map-street" d="M-5 66h270M86-5v140M162-5v140M-5 20l270 44M30-5l60 140M218-5l-34 140" />
      <path className="map-pin" d="M130 34a17 17 0 0 1 17 17c0 12-17 30-17 30s-17-18-17-30a17 17 0 0 1 17-17" />
      <circle className="map-pin-eye" cx="130" cy="51" r="6" />
    </svg>
  );
}

export function Contacts({ content }: { content: Of<'contacts'> }) {
  return content.contacts.map(({ name, phones }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the contacts of a message never change
    <span className="contact" key={index}>
      <Avatar name={name} size={40} />
      <span className="contact-words">
        <b>{name}</b>
        {phones.map((phone) => (
          <a key={phone} href={`tel:${phone.replace(/[^+\d]/g, '')}`}>
            {phone}
          </a>
        ))}
      </span>
    </span>
  ));
}

export function Unsupported({ body }: { body: string }) {
  return (
    <span className="missing">
      <Icon name="document" size={20} /> {body || 'This phone cannot show such a message.'}
    </span>
  );
}
