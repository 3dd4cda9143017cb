// Runs before the page's own scripts; the tests read `probe` at the end.
window.probe = { violations: [], errors: [] };
document.addEventListener('securitypolicyviolation', (event) => {
  window.probe.violations.push(`${event.violatedDirective}: ${event.blockedURI} (${event.sourceFile}:${event.lineNumber})`);
});
window.addEventListener('error', (event) => {
  // Capturing: a resource that does not load tells only itself.
  const from = event.target?.src ?? event.target?.href;
  window.probe.errors.push(from ? `not loaded: ${from}` : `${event.message} (${event.filename}:${event.lineno})`);
}, true);
window.addEventListener('unhandledrejection', (event) => {
  window.probe.errors.push(`unhandled rejection: ${event.reason?.stack ?? event.reason}`);
});
{
  const error = console.error;
  console.error = (...parts) => {
    window.probe.errors.push(parts.map(String).join(' '));
    error.apply(console, parts);
  };
}
