import module klarsyn;

void main() {
    var study = Study.of(Layouts.open(Path.of("Task04_Hippocampus"))).minutes(5).seed(7);
    try (var model = study.train(event -> System.err.println(event))) {
        var test = model.evaluate(study.split().test());
        IO.println(test.headline()); // Dice 0.890 [0.884, 0.896], n = 41
        var labels = model.segment(Images.read(Path.of("new.nii.gz")));
        Images.write(labels, Path.of("new_seg.nii.gz"));
        model.save(Path.of("hippocampus.klarsyn"));
    }
}
