/**
 * The public entry points: a study with its options, a model, an evaluation.
 *
 * <p>Read first: {@link klarsyn.Study}, {@link klarsyn.Model}.
 *
 * <pre>{@code
 * var study = Study.of(Layouts.open(Path.of("Task04_Hippocampus"))).minutes(5).seed(7);
 * var result = study.run(Path.of("runs/hippocampus"), event -> {});
 * IO.println(result.scores().dice());
 * }</pre>
 */
@NullMarked
package klarsyn;

import org.jspecify.annotations.NullMarked;
