/**
 * The page that shows a run, or several side by side: what was read from run folders made into
 * compact data, and put into one HTML file with the style and the script that draw it. The same
 * folders give the same bytes.
 */
@org.jspecify.annotations.NullMarked
package io.fedlora.report.page;
