/** From a folder of medical images to a trained, evaluated and explained model. */
@SuppressWarnings("requires-automatic") // jHDF and TwelveMonkeys name their modules in the manifest alone
module klarsyn {
    requires com.twelvemonkeys.imageio.webp;
    requires io.jhdf;
    requires java.desktop;
    requires org.apache.commons.compress;
    requires org.bytedeco.javacpp;
    requires org.bytedeco.openblas;
    requires org.bytedeco.pytorch;
    requires tools.jackson.databind;
    requires static org.jspecify;

    exports klarsyn;
    exports klarsyn.base;
    exports klarsyn.data;
    exports klarsyn.data.file;
    exports klarsyn.data.label;
    exports klarsyn.data.split;
    exports klarsyn.dicom;
    exports klarsyn.dicom.pixel;
    exports klarsyn.dicom.series;
    exports klarsyn.evaluate;
    exports klarsyn.evaluate.voxel;
    exports klarsyn.format;
    exports klarsyn.format.array;
    exports klarsyn.format.file;
    exports klarsyn.format.signal;
    exports klarsyn.format.table;
    exports klarsyn.image;
    exports klarsyn.image.region;
    exports klarsyn.image.resample;
    exports klarsyn.layout;
    exports klarsyn.layout.input;
    exports klarsyn.loss;
    exports klarsyn.model;
    exports klarsyn.nn;
    exports klarsyn.nn.layer;
    exports klarsyn.nn.weights;
    exports klarsyn.nnunet;
    exports klarsyn.phantom;
    exports klarsyn.plan;
    exports klarsyn.plan.json;
    exports klarsyn.plan.nnunet;
    exports klarsyn.plan.rules;
    exports klarsyn.predict;
    exports klarsyn.preflight;
    exports klarsyn.prepare;
    exports klarsyn.report;
    exports klarsyn.signal;
    exports klarsyn.table;
    exports klarsyn.tensor;
    exports klarsyn.train;
    exports klarsyn.train.patch;
    exports klarsyn.train.picture;
}
