package klarsyn.plan.nnunet;

/** Supported network classes of nnU-Net. */
public enum NnunetNetwork {
    /** Stacks of convolutions. */
    PLAIN("PlainConvUNet", "n_conv_per_stage"),
    /** Residual blocks in the encoder, convolutions in the decoder. */
    RESIDUAL_ENCODER("ResidualEncoderUNet", "n_blocks_per_stage");

    private static final String LIBRARY = "dynamic_network_architectures.architectures.";

    private final String className;
    private final String encoderKey;

    NnunetNetwork(String className, String encoderKey) {
        this.className = className;
        this.encoderKey = encoderKey;
    }

    /** The qualified name that nnU-Net's planner writes. */
    String fullName() {
        return LIBRARY + "unet." + className;
    }

    /** Whether a name in a plan denotes this class, which has moved between modules. */
    boolean isNamed(String name) {
        return name.equals(fullName()) || name.equals(LIBRARY + "residual_unet." + className);
    }

    /** The key of the number of blocks in the encoder's stages. */
    String encoderKey() {
        return encoderKey;
    }
}
