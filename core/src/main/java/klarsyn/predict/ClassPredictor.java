package klarsyn.predict;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import klarsyn.base.ModelException;
import klarsyn.base.Where;
import klarsyn.image.Geometry;
import klarsyn.image.Volume;
import klarsyn.nn.Network;
import klarsyn.nn.Pass;
import klarsyn.plan.ClassificationPlan;
import klarsyn.plan.Compute;
import klarsyn.plan.PictureAugmentation.Mirror;
import klarsyn.tensor.Autograd;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;

/**
 * Classifies pictures with one network, or with several whose probabilities are averaged.
 *
 * <p>Pictures are small: the memory limit does not matter, and {@link #predictAll} predicts several at once.
 */
public final class ClassPredictor implements Predictor {

    private static final int MIRROR_AXIS = 4;

    private final ClassificationPlan plan;
    private final List<Network> networks;
    private final boolean mirrors;
    private final DoubleConsumer progress;

    private ClassPredictor(ClassificationPlan plan, List<Network> networks, boolean mirrors, DoubleConsumer progress) {
        this.plan = plan;
        this.networks = List.copyOf(networks);
        this.mirrors = mirrors;
        this.progress = progress;
    }

    /**
     * A predictor that borrows the networks' weights.
     *
     * @param plan     of all networks
     * @param networks at least one
     */
    public static ClassPredictor of(ClassificationPlan plan, List<Network> networks) {
        if (networks.isEmpty()) {
            throw new IllegalArgumentException("a predictor needs at least one network");
        }
        return new ClassPredictor(plan, networks, false, share -> {});
    }

    /**
     * An ensemble of models with the same classes, whose probabilities are averaged.
     *
     * @throws ModelException if their classes or inputs differ
     */
    public static ClassPredictor ensemble(List<ClassPredictor> models) {
        ClassificationPlan first = models.getFirst().plan;
        for (ClassPredictor model : models) {
            if (!model.plan.classes().equals(first.classes())
                    || !model.plan.input().equals(first.input())) {
                throw new ModelException(
                        "the models of an ensemble have different classes or inputs",
                        Where.of("ensemble"),
                        "combine the folds of one cross-validation");
            }
        }
        return of(
                first, models.stream().flatMap(model -> model.networks.stream()).toList());
    }

    @Override
    public Classified predict(List<Volume> channels) {
        Classified prediction =
                predictAll(List.of(plan.input().apply(channels))).getFirst();
        progress.accept(1);
        return prediction;
    }

    /** The network's input for a picture. */
    public float[] input(List<Volume> channels) {
        return plan.input().apply(channels);
    }

    /**
     * Classifies several pictures at once.
     *
     * @param inputs from {@link #input}, at least one
     */
    public List<Classified> predictAll(List<float[]> inputs) {
        int classes = plan.classes().size();
        float[] sums = new float[inputs.size() * classes];
        try (Autograd _ = Autograd.off();
                Scope _ = Scope.open("classify")) {
            Compute compute = plan.compute().available();
            Tensor batch =
                    batch(inputs).to(compute.device()).to(compute.precision()).to(compute.layout());
            for (Network network : networks) {
                add(network.forward(batch, Pass.EVALUATE), sums);
                if (mirrors) {
                    add(network.forward(batch.flip(MIRROR_AXIS), Pass.EVALUATE), sums);
                }
            }
        }
        return classified(sums, inputs.size());
    }

    private Tensor batch(List<float[]> inputs) {
        float[] all = new float[Math.multiplyExact(inputs.size(), plan.input().size())];
        for (int i = 0; i < inputs.size(); i++) {
            System.arraycopy(
                    inputs.get(i), 0, all, i * plan.input().size(), plan.input().size());
        }
        return Tensor.of(
                all,
                inputs.size(),
                plan.input().channels(),
                1,
                plan.input().height(),
                plan.input().width());
    }

    private static void add(Tensor logits, float[] sums) {
        float[] probabilities = logits.softmax(1).toFloatArray();
        for (int i = 0; i < sums.length; i++) {
            sums[i] += probabilities[i];
        }
    }

    private List<Classified> classified(float[] sums, int pictures) {
        int classes = plan.classes().size();
        List<Classified> predictions = new ArrayList<>();
        for (int i = 0; i < pictures; i++) {
            List<Double> probabilities = new ArrayList<>();
            for (int k = 0; k < classes; k++) {
                probabilities.add((double) sums[i * classes + k] / passes());
            }
            predictions.add(new Classified(plan.classes(), probabilities));
        }
        return predictions;
    }

    @Override
    public ClassPredictor withMemory(long bytes) {
        return this;
    }

    @Override
    public ClassPredictor withProgress(DoubleConsumer listener) {
        return new ClassPredictor(plan, networks, mirrors, listener);
    }

    @Override
    public ClassPredictor withTrainedMirrorAxes() {
        boolean trained = plan.augmentation().mirror() == Mirror.LEFT_RIGHT;
        return new ClassPredictor(plan, networks, trained, progress);
    }

    @Override
    public ClassPredictor withoutMirrorAxes() {
        return new ClassPredictor(plan, networks, false, progress);
    }

    @Override
    public int passes() {
        return mirrors ? 2 * networks.size() : networks.size();
    }

    /** For a picture: a few milliseconds, which need no forecast. */
    @Override
    public Forecast forecast(Geometry image) {
        return new Forecast(0, 0, 1, passes(), 1);
    }

    @Override
    public int parallelCases(List<Geometry> images, int most) {
        return most;
    }

    @Override
    public ClassPredictor sharedBy(int lanes) {
        return this;
    }
}
