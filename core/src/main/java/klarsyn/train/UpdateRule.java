package klarsyn.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import klarsyn.nn.weights.Weights.Parameter;
import klarsyn.nn.weights.Weights.Role;
import klarsyn.plan.Optimization;
import klarsyn.tensor.Holding;
import klarsyn.tensor.Tensor;

/** Updates one parameter from its gradient, without autograd; its state is owned by the optimizer. */
sealed interface UpdateRule {

    /**
     * Changes the parameter in place.
     *
     * @param gradient of the mean loss, already clipped
     * @param rate     fraction of the peak learning rate, 0 to 1
     * @param step     1 for the first
     */
    void update(Tensor parameter, Tensor gradient, double rate, long step);

    /** State by name, for checkpoints. */
    Map<String, Tensor> state();

    /** Approximate nanoseconds of an update, for distributing parameters among lanes. */
    double cost();

    /** The rule for a parameter of a plan. */
    static UpdateRule of(Parameter parameter, Optimization settings, Holding holding) {
        Tensor zeros = holding.hold(parameter.tensor().zerosLike());
        return switch (settings.optimizer()) {
            case MUON ->
                isHidden(parameter)
                        ? new Muon(settings, zeros, parameter.role())
                        : new AdamW(
                                settings, zeros, holding.hold(parameter.tensor().zerosLike()));
            case ADAMW ->
                new AdamW(settings, zeros, holding.hold(parameter.tensor().zerosLike()));
            case SGD_NESTEROV -> new SgdNesterov(settings, zeros);
        };
    }

    /** A kernel larger than one voxel with at least eight input channels: neither stem nor head nor norm. */
    private static boolean isHidden(Parameter parameter) {
        Tensor tensor = parameter.tensor();
        int in = parameter.role() == Role.TRANSPOSED_CONVOLUTION ? 0 : 1;
        return parameter.role() != Role.OTHER
                && tensor.size(in) >= 8
                && tensor.size(2) * tensor.size(3) * tensor.size(4) > 1;
    }

    /**
     * Orthogonalized momentum: all directions of the weight matrix have the same step size.
     *
     * <p>m ← 0.9 m + g, u = g + 0.9 m, five Newton–Schulz steps in FP32 on u as {@code [out, in·k³]} divided by its
     * norm, scaled by √max(1, rows / columns) (K. Jordan et al., "Muon: an optimizer for hidden layers in neural
     * networks", 2024).
     */
    record Muon(Optimization settings, Tensor momentum, Role role) implements UpdateRule {

        private static final double BETA = 0.9;
        private static final int STEPS = 5;
        private static final double A = 3.4445;
        private static final double B = -4.7750;
        private static final double C = 2.0315;

        @Override
        public void update(Tensor parameter, Tensor gradient, double rate, long step) {
            momentum.multiplyInPlace(BETA).addInPlace(gradient, 1);
            Tensor lookahead = gradient.addInPlace(momentum, BETA);
            long first = lookahead.size(0);
            Tensor matrix = lookahead.reshape(first, lookahead.elements() / first);
            // a transposed convolution's outputs are its columns
            boolean turned = role == Role.TRANSPOSED_CONVOLUTION;
            double rows = turned ? matrix.size(1) : matrix.size(0);
            double columns = turned ? matrix.size(0) : matrix.size(1);
            double scale = Math.sqrt(Math.max(1, rows / columns));
            Tensor direction = orthogonalized(matrix).reshape(parameter.shape());
            parameter.addInPlace(direction, -settings.muonLearningRate() * rate * scale);
        }

        /**
         * Approximates UVᵀ of the singular value decomposition; it commutes with transposition, so the smaller side is
         * used for rows.
         *
         * <p>A step X ← (a + b G + c G²) X with G = XXᵀ changes only the singular values, so all steps are made on the
         * small matrix G, and their product is applied to X once.
         */
        static Tensor orthogonalized(Tensor matrix) {
            boolean isTall = matrix.size(0) > matrix.size(1);
            Tensor wide = isTall ? matrix.transpose(0, 1) : matrix;
            Tensor x = wide.multiply(1 / (wide.norm().item() + 1e-7));
            Tensor gram = x.matmul(x.transpose(0, 1));
            Tensor identity = gram.identityLike(gram.size(0));
            Tensor product = identity;
            for (int i = 0; i < STEPS; i++) {
                Tensor polynomial =
                        gram.matmul(gram).multiply(C).addInPlace(gram, B).addInPlace(identity, A);
                product = polynomial.matmul(product);
                gram = polynomial.matmul(gram).matmul(polynomial);
            }
            Tensor result = product.matmul(x);
            return isTall ? result.transpose(0, 1) : result;
        }

        @Override
        public Map<String, Tensor> state() {
            return Map.of("momentum", momentum);
        }

        @Override
        public double cost() {
            double rows = Math.min((double) momentum.size(0), (double) momentum.elements() / momentum.size(0));
            return momentum.elements() * (5 + rows / 40) + rows * rows * rows / 5;
        }
    }

    /** Adam with decoupled weight decay; β = (0.9, 0.99), ε = 1e-8 (Loshchilov and Hutter, 2019). */
    record AdamW(Optimization settings, Tensor first, Tensor second) implements UpdateRule {

        private static final double BETA1 = 0.9;
        private static final double BETA2 = 0.99;
        private static final double EPSILON = 1e-8;

        @Override
        public void update(Tensor parameter, Tensor gradient, double rate, long step) {
            double learningRate = settings.learningRate() * rate;
            first.multiplyInPlace(BETA1).addInPlace(gradient, 1 - BETA1);
            second.multiplyInPlace(BETA2).addProductInPlace(gradient, gradient, 1 - BETA2);
            double unbiased1 = 1 - Math.pow(BETA1, (double) step);
            double unbiased2 = Math.sqrt(1 - Math.pow(BETA2, (double) step));
            if (parameter.dimensions() > 1) {
                parameter.multiplyInPlace(1 - learningRate * settings.weightDecay());
            }
            parameter.addQuotientOfRootInPlace(
                    first, second, EPSILON * unbiased2, -learningRate * unbiased2 / unbiased1);
        }

        @Override
        public Map<String, Tensor> state() {
            return Map.of("first", first, "second", second);
        }

        @Override
        public double cost() {
            return 50_000 + 10.0 * first.elements();
        }
    }

    /** Gradient descent with Nesterov momentum 0.99, as in nnU-Net's trainer. */
    record SgdNesterov(Optimization settings, Tensor momentum) implements UpdateRule {

        private static final double BETA = 0.99;

        @Override
        public void update(Tensor parameter, Tensor gradient, double rate, long step) {
            Tensor decayed = gradient.addInPlace(parameter.detach(), settings.weightDecay());
            momentum.multiplyInPlace(BETA).addInPlace(decayed, 1);
            Tensor lookahead = decayed.addInPlace(momentum, BETA);
            parameter.addInPlace(lookahead, -settings.learningRate() * rate);
        }

        @Override
        public Map<String, Tensor> state() {
            return Map.of("momentum", momentum);
        }

        @Override
        public double cost() {
            return 50_000 + 6.0 * momentum.elements();
        }
    }

    /**
     * Distributes indices among lanes with similar total cost: in descending order of cost, each to the lane with the
     * least.
     */
    static List<List<Integer>> shares(List<UpdateRule> rules, int lanes) {
        List<List<Integer>> shares = new ArrayList<>();
        double[] load = new double[lanes];
        for (int lane = 0; lane < lanes; lane++) {
            shares.add(new ArrayList<>());
        }
        IntStream.range(0, rules.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -rules.get(i).cost()))
                .forEach(i -> {
                    int least = 0;
                    for (int lane = 1; lane < lanes; lane++) {
                        least = load[lane] < load[least] ? lane : least;
                    }
                    load[least] += rules.get(i).cost();
                    shares.get(least).add(i);
                });
        return shares.stream().map(List::copyOf).toList();
    }
}
