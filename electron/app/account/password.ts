import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string | Buffer, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(
  scrypt,
);

/** Cost of one guess: 64 MB and about 0.1 s. */
const COST = { N: 2 ** 16, r: 8, p: 1, maxmem: 128 * 1024 * 1024 };
const LENGTH = 32;

/** Salted hash of a password as text `scrypt$salt$hash` (hex). */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password.normalize('NFC'), salt, LENGTH, COST);
  return `scrypt$${salt.toString('hex')}$${hash.toString('hex')}`;
}

/** Whether a password is the one that was hashed; a malformed hash is never matched. */
export async function passwordMatches(password: string, stored: string): Promise<boolean> {
  const [kind, salt = '', hash = ''] = stored.split('$');
  if (kind !== 'scrypt' || hash.length !== LENGTH * 2) return false;
  const found = await derive(password.normalize('NFC'), Buffer.from(salt, 'hex'), LENGTH, COST);
  return timingSafeEqual(found, Buffer.from(hash, 'hex'));
}
