import module klarsyn;

void main() {
    var study = Study.of(Layouts.open(Path.of("Task04_Hippocampus"))).minutes(5).seed(7);
    try (var model = study.train(event -> System.err.println(event))) {
        var result = model.evaluate(study.split().test());
        IO.println("Dice " + result.dice());
        var labels = model.predict(Images.read(Path.of("new.nii.gz"))).labels();
        Images.write(labels, Path.of("new_seg.nii.gz"));
        model.save(Path.of("hippocampus.klarsyn"));
    }
}
