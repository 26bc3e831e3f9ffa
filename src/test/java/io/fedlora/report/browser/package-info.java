/** A headless Chromium, driven over its DevTools protocol, for tests of pages and for pictures. */
@org.jspecify.annotations.NullMarked
package io.fedlora.report.browser;
