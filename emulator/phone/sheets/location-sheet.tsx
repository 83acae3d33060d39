import { useState } from 'react';
import { MapDrawing } from '../bubbles/places.tsx';
import { useConversation } from '../conversation/context.tsx';
import { useVerbs } from '../ui/app-context.tsx';
import { arrowKeys } from '../ui/arrow-keys.ts';
import { Icon } from '../ui/icon.tsx';
import { Sheet } from '../ui/sheet.tsx';

type Place = { latitude: number; longitude: number; name?: string; address?: string };

const samplePlaces: Place[] = [
  { latitude: 37.788, longitude: -122.4075, name: 'Union Square', address: 'Geary St, San Francisco, United States' },
  { latitude: 40.4155, longitude: -3.7074, name: 'Plaza Mayor', address: 'Centro, Madrid, Spain' },
  { latitude: 28.6315, longitude: 77.2167, name: 'Connaught Place', address: 'New Delhi, India' },
  { latitude: -23.5614, longitude: -46.6559, name: 'Avenida Paulista', address: 'Bela Vista, São Paulo, Brazil' },
];
const LOOK_UP_MS = 10_000;

/** Where one is, one of a few well-known places, or any point by its coordinates. */
export function LocationSheet({ quotes, onClose }: { quotes?: string; onClose(): void }) {
  const { send } = useConversation();
  const choose = (place: Place) => {
    onClose();
    send({ type: 'location', ...place, quotes });
  };
  return (
    <Sheet title="Send location" onClose={onClose}>
      <div className="sheet-map">
        <MapDrawing />
      </div>
      <div className="rows" role="toolbar" aria-label="Places" onKeyDown={arrowKeys('.row')}>
        <Here onFound={choose} />
        {samplePlaces.map((place) => (
          <button key={place.name} type="button" className="row" onClick={() => choose(place)}>
            <span className="row-sign">
              <Icon name="pin" size={20} />
            </span>
            <span className="row-words">
              <b>{place.name}</b>
              <small>{place.address}</small>
            </span>
          </button>
        ))}
      </div>
      <Coordinates onChosen={choose} />
    </Sheet>
  );
}

function Here({ onFound }: { onFound(place: Place): void }) {
  const { notice } = useVerbs();
  const [looking, setLooking] = useState(false);
  const look = () => {
    setLooking(true);
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude } }) => onFound({ latitude, longitude }),
      () => {
        setLooking(false);
        notice('This browser does not tell where you are. Choose a place instead.');
      },
      { timeout: LOOK_UP_MS },
    );
  };
  return (
    <button type="button" className="row" data-first-focus disabled={looking} onClick={look}>
      <span className="row-sign row-sign-main">
        <Icon name="pin" size={20} />
      </span>
      <span className="row-words">
        <b>{looking ? 'Looking for your place…' : 'Send your current location'}</b>
        <small>As your browser knows it</small>
      </span>
    </button>
  );
}

function Coordinates({ onChosen }: { onChosen(place: Place): void }) {
  return (
    <form
      className="coordinates"
      onSubmit={(event) => {
        event.preventDefault();
        const fields = new FormData(event.currentTarget);
        onChosen({ latitude: Number(fields.get('latitude')), longitude: Number(fields.get('longitude')) });
      }}
    >
      <label>
        Latitude
        <input className="field" name="latitude" type="number" min={-90} max={90} step="any" required />
      </label>
      <label>
        Longitude
        <input className="field" name="longitude" type="number" min={-180} max={180} step="any" required />
      </label>
      <button type="submit" className="button">
        Send point
      </button>
    </form>
  );
}
