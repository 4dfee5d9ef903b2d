/**
 * Content-Security-Policy of every answer under our origin. Styles may be inline because antd writes them at run time;
 * scripts never. With a development server, its page has an inline script and a socket for what changed.
 */
export function contentSecurityPolicy(devServer: URL | null): string {
  const inlineScript = devServer === null ? '' : " 'unsafe-inline'";
  const socket = devServer === null ? '' : ` ws://${devServer.host}`;
  return [
    "default-src 'self'",
    `script-src 'self'${inlineScript}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    `connect-src 'self'${socket}`,
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "form-action 'none'",
  ].join('; ');
}
