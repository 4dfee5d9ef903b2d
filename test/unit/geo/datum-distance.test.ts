import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromCgcs2000, toCgcs2000 } from '#core/domain/geo/datum.ts';
import { boxAround, distanceMetres, isInBox } from '#core/domain/geo/distance.ts';

const point = fc.record({
  lon: fc.double({ min: 115, max: 119, noNaN: true }),
  lat: fc.double({ min: 39, max: 42, noNaN: true }),
});

describe('datum', () => {
  it.each(['GCJ-02', 'BD-09'] as const)('%s there and back stays within 1e-5 degrees', (datum) => {
    fc.assert(
      fc.property(point, (place) => {
        const back = toCgcs2000(fromCgcs2000(place, datum), datum);
        expect(Math.abs(back.lon - place.lon)).toBeLessThan(1e-5);
        expect(Math.abs(back.lat - place.lat)).toBeLessThan(1e-5);
      }),
    );
  });

  it('shifts towards the known side by a known size: east and north of Beijing, GCJ-02 less than BD-09', () => {
    const place = { lon: 116.95, lat: 40.65 };
    const gcj = fromCgcs2000(place, 'GCJ-02');
    const bd = fromCgcs2000(place, 'BD-09');
    expect(gcj.lon).toBeCloseTo(116.956118, 5);
    expect(gcj.lat).toBeCloseTo(40.651293, 5);
    expect(distanceMetres(place, gcj)).toBeLessThan(600);
    expect(distanceMetres(place, bd)).toBeGreaterThan(600);
  });

  it('leaves WGS84, CGCS2000 and unknown as they are, to 6 places', () => {
    for (const datum of ['WGS84', 'CGCS2000', 'unknown'] as const) {
      expect(toCgcs2000({ lon: 116.95161949, lat: 40.65202951 }, datum)).toEqual({ lon: 116.951619, lat: 40.65203 });
    }
  });
});

describe('distance', () => {
  it.each([
    ['one degree of latitude', { lon: 117, lat: 40 }, { lon: 117, lat: 41 }, 111_195],
    ['one degree of longitude at 40.5° north', { lon: 117, lat: 40.5 }, { lon: 118, lat: 40.5 }, 84_552],
    ['no way at all', { lon: 117, lat: 40.5 }, { lon: 117, lat: 40.5 }, 0],
    ['half round the earth', { lon: 0, lat: 0 }, { lon: 180, lat: 0 }, 20_015_115],
  ])('%s', (_name, a, b, metres) => {
    expect(Math.abs(distanceMetres(a, b) - metres)).toBeLessThan(2);
    expect(distanceMetres(b, a)).toBe(distanceMetres(a, b));
  });

  it('puts every point within the radius inside the box', () => {
    // Whole numbers: random doubles crowd near 0, and every way would lead north.
    const bearing = fc.integer({ min: 0, max: 359 }).map((degrees) => (degrees * Math.PI) / 180);
    fc.assert(
      fc.property(point, fc.integer({ min: 1, max: 20_000 }), bearing, (from, metres, angle) => {
        // A trifle inside: a walk along the parallel is not quite the great circle.
        const reach = (0.999 * metres) / 111_195;
        const to = {
          lon: from.lon + (reach * Math.sin(angle)) / Math.cos((from.lat * Math.PI) / 180),
          lat: from.lat + reach * Math.cos(angle),
        };
        expect(distanceMetres(from, to)).toBeLessThanOrEqual(metres * 1.002);
        expect(isInBox(to, boxAround(from, metres))).toBe(true);
      }),
    );
  });
});
