/** Ends the session and everything this browser knows of it. */
export async function signOut(): Promise<void> {
  await fetch('/api/auth/sign-out', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  }).catch(() => {});
  location.assign('/sign-in'); // a new page forgets what the old one had read
}
