/**
 * Writes the report of a training run as one self-contained HTML page.
 *
 * <p>Read first: {@link klarsyn.report.RunReport}, {@link klarsyn.report.HtmlReport}. The page contains all styles,
 * scripts and pictures. The package depends on no trainer, network or plan, and reads no files.
 *
 * <pre>{@code
 * HtmlReport.write(report, run.resolve("report.html"));
 * }</pre>
 */
@NullMarked
package klarsyn.report;

import org.jspecify.annotations.NullMarked;
