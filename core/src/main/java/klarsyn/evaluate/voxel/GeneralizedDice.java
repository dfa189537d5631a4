package klarsyn.evaluate.voxel;

import java.util.List;

/**
 * One Dice over all labels of a case, each weighted by its reference volume (Crum and others, 2006; Sudre and others,
 * 2017).
 *
 * <p>Conventions of MONAI 1.5: an absent label gets the largest weight of the others; if the reference is empty, the
 * score is 1 for an empty prediction and 0 for any other.
 */
public enum GeneralizedDice {
    /** One over the square of the volume, so that small structures count as much as large ones. */
    SQUARE {
        @Override
        double weight(double volume) {
            return 1 / (volume * volume);
        }
    },
    /** One over the volume. */
    SIMPLE {
        @Override
        double weight(double volume) {
            return 1 / volume;
        }
    },
    /** Equal weights: Dice over the voxels of all labels together. */
    UNIFORM {
        @Override
        double weight(double volume) {
            return 1;
        }
    };

    abstract double weight(double volume);

    /** The score of the labels of one case, 0 to 1. */
    public double of(List<Confusion> labels) {
        double heaviest = labels.stream()
                .mapToDouble(counts -> weight((double) counts.reference()))
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        double both = 0;
        double sizes = 0;
        long predicted = 0;
        for (Confusion counts : labels) {
            double own = weight((double) counts.reference());
            double weight = Double.isFinite(own) ? own : heaviest;
            both += weight * counts.truePositives();
            sizes += weight * (counts.reference() + counts.predicted());
            predicted += counts.predicted();
        }
        if (sizes == 0) {
            return predicted == 0 ? 1 : 0;
        }
        return 2 * both / sizes;
    }
}
