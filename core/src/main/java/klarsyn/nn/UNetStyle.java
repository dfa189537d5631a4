package klarsyn.nn;

import klarsyn.nn.layer.Norm;

/**
 * The variant of a U-Net, independent of its size.
 *
 * @param blocks         kind of blocks
 * @param contraction    downsampling in the encoder
 * @param norm           normalization after each convolution
 * @param biases         convolutions with bias
 * @param gates          attention on skip connections
 * @param initialization of weights
 */
public record UNetStyle(
        Blocks blocks,
        Contraction contraction,
        Norm.Kind norm,
        Biases biases,
        Gates gates,
        Initialization initialization) {

    /** Kinds of blocks. */
    public enum Blocks {
        /** Convolutions in encoder and decoder (Ronneberger et al., 2015; Isensee et al., 2021). */
        PLAIN("plain"),
        /** A convolution, then residual blocks of two in the encoder, convolutions in the decoder (Isensee et al., 2024). */
        RESIDUAL_ENCODER("resenc"),
        /** Residual blocks of two convolutions in encoder and decoder. */
        RESIDUAL("resunet");

        private final String word;

        Blocks(String word) {
            this.word = word;
        }

        /** The network's short name, such as {@code resunet}. */
        public String word() {
            return word;
        }
    }

    /** Downsampling in the encoder. */
    public enum Contraction {
        /** Strided first convolution of a resolution. */
        STRIDED,
        /** Max pooling before the first convolution. */
        MAX_POOL
    }

    /** Convolutions with bias; a norm after a convolution cancels its bias. */
    public enum Biases {
        /** Only heads and gates. */
        HEAD,
        /** All but the projections of residual blocks. */
        EVERYWHERE
    }

    /** Attention on the skip connections. */
    public enum Gates {
        /** None. */
        NONE,
        /** Attention gates (Oktay et al., 2018). */
        ATTENTION
    }

    /** Initialization of weights. */
    public enum Initialization {
        /** He's normal distribution; small heads with biases from class frequencies. */
        PRIOR,
        /** As nnU-Net: He's normal distribution, biases zero, the last norm of a residual block zero. */
        HE
    }

    /** Klarsyn's plain U-Net. */
    public static final UNetStyle PLAIN = new UNetStyle(
            Blocks.PLAIN, Contraction.STRIDED, Norm.Kind.INSTANCE, Biases.HEAD, Gates.NONE, Initialization.PRIOR);

    /** nnU-Net's U-Net with residual encoder. */
    public static final UNetStyle RESIDUAL_ENCODER =
            PLAIN.withBlocks(Blocks.RESIDUAL_ENCODER).asNnunet();

    /** The ResUNet of the literature: residual blocks on both sides, max pooling, batch norm. */
    public static final UNetStyle RESIDUAL = PLAIN.withBlocks(Blocks.RESIDUAL)
            .withContraction(Contraction.MAX_POOL)
            .withNorm(Norm.Kind.BATCH);

    /** With nnU-Net's biases and initialization. */
    public UNetStyle asNnunet() {
        return new UNetStyle(blocks, contraction, norm, Biases.EVERYWHERE, gates, Initialization.HE);
    }

    /** With other blocks. */
    public UNetStyle withBlocks(Blocks other) {
        return new UNetStyle(other, contraction, norm, biases, gates, initialization);
    }

    /** With another downsampling. */
    public UNetStyle withContraction(Contraction other) {
        return new UNetStyle(blocks, other, norm, biases, gates, initialization);
    }

    /** With another norm. */
    public UNetStyle withNorm(Norm.Kind other) {
        return new UNetStyle(blocks, contraction, other, biases, gates, initialization);
    }

    /** With or without gates. */
    public UNetStyle withGates(Gates other) {
        return new UNetStyle(blocks, contraction, norm, biases, other, initialization);
    }

    /** Whether the encoder has residual blocks. */
    public boolean residualEncoder() {
        return blocks != Blocks.PLAIN;
    }

    /** Whether the decoder has residual blocks. */
    boolean residualDecoder() {
        return blocks == Blocks.RESIDUAL;
    }

    /** Whether a convolution precedes the residual blocks. */
    boolean hasStem() {
        return blocks == Blocks.RESIDUAL_ENCODER;
    }
}
