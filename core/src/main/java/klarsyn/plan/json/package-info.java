/**
 * Plans as JSON files, in the current and in older formats, and as text.
 *
 * <p>Read first: {@link klarsyn.plan.json.PlanJson}. Unknown keys and invalid values are rejected with their path.
 *
 * <pre>{@code
 * Plan plan = PlanJson.read(Path.of("plan.json"));
 * String json = PlanJson.write(plan);
 * }</pre>
 */
@NullMarked
package klarsyn.plan.json;

import org.jspecify.annotations.NullMarked;
