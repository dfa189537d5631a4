package klarsyn.plan;

import java.util.List;

/**
 * A way to vary the labels of a cascade's earlier network, which the later one sees as channels: those of its own training
 * cases are better than those that it will see.
 */
public sealed interface PreviousVariation {

    /** Share of the patches that are varied. */
    double probability();

    /** nnU-Net's, in its order. */
    List<PreviousVariation> NNUNET = List.of(new Morphology(0.4, 0.5, 1, 8), new Removal(0.2, 0.5, 0.15));

    /**
     * Dilates, erodes, opens or closes a label by a ball; what it gains the other labels lose.
     *
     * @param probability share of the patches
     * @param labels      share of their labels
     * @param least       smallest radius in voxels
     * @param most        largest radius in voxels
     */
    record Morphology(double probability, double labels, int least, int most) implements PreviousVariation {
        /** Refuses what cannot be. */
        public Morphology {
            AugmentationPlan.share(probability, "morphology.probability");
            AugmentationPlan.share(labels, "morphology.labels");
            if (least < 1 || most < least) {
                throw AugmentationPlan.refused(least, "morphology.least", "1 up to its most, which is " + most);
            }
        }
    }

    /**
     * Takes away one of a label's connected parts.
     *
     * @param probability share of the patches
     * @param labels      share of their labels
     * @param largest     share of the patch's voxels from which on a part stays
     */
    record Removal(double probability, double labels, double largest) implements PreviousVariation {
        /** Refuses what cannot be. */
        public Removal {
            AugmentationPlan.share(probability, "removal.probability");
            AugmentationPlan.share(labels, "removal.labels");
            AugmentationPlan.share(largest, "removal.largest");
        }
    }
}
