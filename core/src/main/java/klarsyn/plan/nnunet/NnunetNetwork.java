package klarsyn.plan.nnunet;

/** Network classes of nnU-Net that Klarsyn builds. */
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

    /** The name that nnU-Net's planner writes, module and class. */
    String fullName() {
        return LIBRARY + "unet." + className;
    }

    /** Whether a name in a plan means this class, which once lay in a module of its own. */
    boolean isNamed(String name) {
        return name.equals(fullName()) || name.equals(LIBRARY + "residual_unet." + className);
    }

    /** The key under which the counts of an encoder's stages stand. */
    String encoderKey() {
        return encoderKey;
    }
}
