package klarsyn.nn;

/**
 * What a U-Net is made of, whatever its size.
 *
 * @param blocks         what a resolution computes with
 * @param contraction    how the encoder comes from a resolution to the next
 * @param norm           what normalizes behind each convolution
 * @param biases         which convolutions have one
 * @param gates          what the decoder does to the encoder's features before it joins them
 * @param initialization where fresh weights come from
 */
public record UNetStyle(
        Blocks blocks,
        Contraction contraction,
        Norm.Kind norm,
        Biases biases,
        Gates gates,
        Initialization initialization) {

    /** What a resolution computes with. */
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

    /** How the encoder comes to the next resolution. */
    public enum Contraction {
        /** The first convolution of a resolution takes the step. */
        STRIDED,
        /** The largest of the voxels that one step spans, before the first convolution. */
        MAX_POOL
    }

    /** Which convolutions have biases; a norm behind a convolution takes its bias away again. */
    public enum Biases {
        /** Those of the heads and gates. */
        HEAD,
        /** All but the residual blocks' projections. */
        EVERYWHERE
    }

    /** What the decoder does to the encoder's features before it joins them. */
    public enum Gates {
        /** Nothing. */
        NONE,
        /** It weighs each voxel by what the coarser resolution sees there (Oktay et al., 2018). */
        ATTENTION
    }

    /** Where fresh weights come from. */
    public enum Initialization {
        /** He's normal distribution; small heads whose biases say how often each class is. */
        PRIOR,
        /** nnU-Net's: He's everywhere, biases zero, the last norm of a residual block zero. */
        HE
    }

    /** The plain U-Net as Klarsyn trains it. */
    public static final UNetStyle PLAIN = new UNetStyle(
            Blocks.PLAIN, Contraction.STRIDED, Norm.Kind.INSTANCE, Biases.HEAD, Gates.NONE, Initialization.PRIOR);

    /** The U-Net with residual encoder as nnU-Net trains it. */
    public static final UNetStyle RESIDUAL_ENCODER =
            PLAIN.withBlocks(Blocks.RESIDUAL_ENCODER).asNnunet();

    /** The ResUNet of the literature: residual blocks on both sides, maximum pooling, batch norm. */
    public static final UNetStyle RESIDUAL = PLAIN.withBlocks(Blocks.RESIDUAL)
            .withContraction(Contraction.MAX_POOL)
            .withNorm(Norm.Kind.BATCH);

    /** The same with nnU-Net's biases and initialization. */
    public UNetStyle asNnunet() {
        return new UNetStyle(blocks, contraction, norm, Biases.EVERYWHERE, gates, Initialization.HE);
    }

    /** The same with other blocks. */
    public UNetStyle withBlocks(Blocks other) {
        return new UNetStyle(other, contraction, norm, biases, gates, initialization);
    }

    /** The same with another way down. */
    public UNetStyle withContraction(Contraction other) {
        return new UNetStyle(blocks, other, norm, biases, gates, initialization);
    }

    /** The same with another norm. */
    public UNetStyle withNorm(Norm.Kind other) {
        return new UNetStyle(blocks, contraction, other, biases, gates, initialization);
    }

    /** The same with or without gates. */
    public UNetStyle withGates(Gates other) {
        return new UNetStyle(blocks, contraction, norm, biases, other, initialization);
    }

    /** Whether encoder resolutions are made of residual blocks. */
    boolean residualEncoder() {
        return blocks != Blocks.PLAIN;
    }

    /** Whether decoder resolutions are made of residual blocks. */
    boolean residualDecoder() {
        return blocks == Blocks.RESIDUAL;
    }

    /** Whether a convolution stands before the residual blocks. */
    boolean hasStem() {
        return blocks == Blocks.RESIDUAL_ENCODER;
    }
}
