/** From a folder of medical images to a trained, evaluated and explained model. */
module klarsyn {
    requires org.bytedeco.javacpp;
    requires org.bytedeco.pytorch;
    requires tools.jackson.databind;
    requires static org.jspecify;

    exports klarsyn.base;
    exports klarsyn.image;
    exports klarsyn.nn;
    exports klarsyn.tensor;
}
