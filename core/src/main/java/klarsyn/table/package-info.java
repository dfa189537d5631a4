/**
 * Tables of clinical values and features: named columns of numbers, dates, categories or text, with missing values.
 *
 * <p>Read first: {@link klarsyn.table.Table}, {@link klarsyn.table.Column}. Nothing here depends on files, tensors or
 * the meaning of a column.
 *
 * <pre>{@code
 * Table patients = Tables.read(Path.of("cleveland.csv"));
 * IO.println(patients.column("num").counts());           // {0=164, 1=55, 2=36, 3=35, 4=13}
 * if (patients.column("age") instanceof Column.Numbers age) {
 *     IO.println(age.values()[0]);
 * }
 * }</pre>
 */
@NullMarked
package klarsyn.table;

import org.jspecify.annotations.NullMarked;
