/**
 * A training run as one page that can be opened anywhere, printed and passed on.
 *
 * <p>Read first: {@link klarsyn.report.RunReport}, {@link klarsyn.report.HtmlReport}. The page holds everything itself:
 * no scripts or fonts from elsewhere, pictures as PNG within it. The package draws public records; it knows no trainer,
 * no network and no plan, and reads no files.
 *
 * <pre>{@code
 * HtmlReport.write(report, run.resolve("report.html"));
 * }</pre>
 */
@NullMarked
package klarsyn.report;

import org.jspecify.annotations.NullMarked;
