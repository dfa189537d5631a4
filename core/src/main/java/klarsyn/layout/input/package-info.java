/**
 * Inputs of a prediction: files, folders and series, grouped into images with the channels of a model.
 *
 * <p>Read first: {@link klarsyn.layout.input.PredictionInputs}. Nothing here depends on targets.
 */
@NullMarked
package klarsyn.layout.input;

import org.jspecify.annotations.NullMarked;
